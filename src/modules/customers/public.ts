export { customer } from './customer/customer.register.ts';
export { refreshLastContact } from './customer/customer-copies.ts';
export { assertCustomer } from './customer/customer-scope.ts';

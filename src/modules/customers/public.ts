export { customer } from './customer/customer.register.ts';
export { refreshLastContact, turnOfDay } from './customer/customer-copies.ts';
export { assertCustomer } from './customer/customer-scope.ts';

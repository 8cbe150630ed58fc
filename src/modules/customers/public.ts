export { customer } from './customer/customer.register.ts';
export { assertCustomer } from './customer/customer-scope.ts';

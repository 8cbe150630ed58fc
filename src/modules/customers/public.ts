export { customer } from './customer/customer.register.ts';
export { assertCustomer, readableCustomers } from './customer/customer-scope.ts';

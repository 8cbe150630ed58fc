export { advanceLastContact } from './customer/advance-last-contact.ts';
export { customer } from './customer/customer.register.ts';
export { assertCustomer, readableCustomers } from './customer/customer-scope.ts';

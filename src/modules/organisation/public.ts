export { appointment } from './appointment/appointment.register.ts';
export { seedPosts } from './appointment/posts.ts';
export { EVERYBODY } from './everybody.rules.ts';
export { institution } from './institution/institution.register.ts';
export { holdInstitutionTree, renumberInstitutions } from './institution-tree.ts';
export { staff } from './staff/staff.register.ts';

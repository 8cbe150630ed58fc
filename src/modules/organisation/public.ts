export { seedPosts } from './appointment/posts.ts';
export { holdInstitutionTree, renumberInstitutions } from './institution-tree.ts';
export { staff } from './staff/staff.register.ts';

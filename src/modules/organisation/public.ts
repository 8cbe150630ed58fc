export { seedPosts } from './appointment/posts.ts';
export { type Place, placeOf } from './institution/place.ts';
export { holdInstitutionTree, renumberInstitutions } from './institution-tree.ts';
export { staff } from './staff/staff.register.ts';

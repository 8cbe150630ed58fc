export { defineErrors, type ErrorEntry, type ErrorMaker, errorCodes, fail } from './catalogue.ts';
export { inputErrors, parseInput } from './input.ts';
export { AppError, type Problem } from './problem.ts';

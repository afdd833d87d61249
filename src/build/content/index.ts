/** The compiler of content: for the build (content-packs.js) and for the command line. */
export { compileMarkdown } from './compile';
export type { Compiled, CompileOptions, CompileResult } from './compile';
export type { ContentReview } from './front-matter';
export { ORIGINAL, readContent } from './folder';
export type { Content } from './folder';
export { numbersIn } from './numbers';
export { said } from './report';
export type { ContentProblem } from './report';

/** Modules: bytes in, something that can be shown out; signing them; and how they are spelt for a file, a code, a link. */
export { fingerprintOf } from './fingerprint';
export { kept, moduleBytes, readModule, structureProblem, textsProblem, wordsProblem } from './reading';
export type { ModuleProblem } from './reading';
export { languagesOf, readingOf } from './readings';
export {
	addReview,
	addTranslation,
	newModuleId,
	newSigningIdentity,
	ofModule,
	signerOf,
	signModule,
} from './signing';
export type { SigningIdentity } from './signing';
export { unsafeText } from './text';

/** Modules: bytes in, something that can be shown out; signing them; and how they are spelt for a file, a code, a link. */
export { fingerprintOf } from './fingerprint';
export { isMixedScript, lookAlike } from './look-alike';
export { structureProblem, textsProblem, textsProblems, wordsProblem } from './problems';
export type { ModuleProblem } from './problems';
export { inspect, kept, moduleBytes, readModule } from './reading';
export { inLanguages, languagesOf, readingOf } from './readings';
export { joined, replaces, type NotReplaced } from './replaces';
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

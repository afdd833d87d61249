/** The player of modules: exercises and lessons, those that come with the app and those that people pass on. */
export { default as Player } from './Player.svelte';
export { default as Words } from './Words.svelte';
export { progressIn, visitsIn } from './keeping';
export { whereItHolds } from './holds';
export { directionOf, EVERYWHERE, nameOfCountry, nameOfLanguage, written } from './language';
export { isBegun } from './progress';
export {
	progressSchema,
	type Answer,
	type Other,
	type PlayerHost,
	type PlayerProps,
	type Progress,
} from './types';
export { draftOf, pastOf, visitSchema, type Visit } from './visit';

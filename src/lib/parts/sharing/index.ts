/** Modules that people pass on: what one is before it is kept, how it comes in, how it goes out. For phone, desk and workshop. */
export { default as AboutModule } from './AboutModule.svelte';
export { default as Fingerprint } from './Fingerprint.svelte';
export { keptSchema, titleOf, toKept, type Kept, type Way } from './kept';
export { opened, openedBytes, type Opened } from './opening';
export { default as PassedCodes } from './PassedCodes.svelte';
export { default as PassOn } from './PassOn.svelte';
export { peopleOf } from './people';
export { default as PreviewModule } from './PreviewModule.svelte';
export { problemKey } from './problems';
export { isTrusted, type Trusted } from './trust';

/** The session room's door. */
export { randomId } from '$platform/crypto';
export { Collection, openCollection } from './collection.svelte';
export { DamageNews } from './damage-news.svelte';
export { provideSession, useSession } from './context';
export { Keeper, RecordDraft, type Saved } from './keeper.svelte';
export type { Session } from './session';
export { createSession } from './session.svelte';
export { Undo } from './undo.svelte';

/** The session room's door. */
export { randomId } from '$platform/crypto';
export { Collection, openCollection } from './collection.svelte';
export { DamageNews } from './damage-news.svelte';
export { provideSession, useSession } from './context';
export { Keeper, type Saved } from './keeper.svelte';
export { RecordDraft } from './record-draft.svelte';
export type { Session } from './session';
export { createSession } from './session.svelte';
export { Undo } from './undo.svelte';

import { createContext } from 'svelte';
import type { Session } from './session';

const [get, set] = createContext<Session>();

/** Give the session to every component below. */
export const provideSession = (session: Session): void => void set(session);
/** The session given above. Throws outside of it: that is a mistake in a page, not in a room. */
export const useSession = (): Session => get();

/** What a room contributes to the app; `src/lib/rooms.ts` gathers them. */
import type { LucideIcon } from '@lucide/svelte';
import { createContext, type Component } from 'svelte';

export type ScreenParams = Record<string, string>;
/** A screen gets what it was opened with as `params`; one that needs none may leave it out. */
export type ScreenComponent = Component<{ params: ScreenParams }> | Component<Record<string, never>>;
export type Loader<T> = () => Promise<{ default: T }>;

export interface Room {
	id: string;
	screens: Readonly<Record<string, Loader<ScreenComponent>>>;
	/** One of the places at the bottom; its label is `<id>:place`. */
	place?: { order: number; icon: LucideIcon; screen: string };
	/** What it may show on Today. The card shows nothing when it has nothing to say. */
	today?: { order: number; card: Loader<Component<Record<string, never>>> };
}

export const [useRooms, provideRooms] = createContext<readonly Room[]>();

/** What a room contributes to the app; `src/lib/rooms.ts` gathers them. */
import type { LucideIcon } from '@lucide/svelte';
import { createContext, type Component } from 'svelte';

export type ScreenParams = Record<string, string>;
/** A screen gets what it was opened with as `params`; one that needs none may leave it out. */
export type ScreenComponent = Component<{ params: ScreenParams }> | Component<Record<string, never>>;
export type Loader<T> = () => Promise<{ default: T }>;

/** The parts of the Safety screen, in its order. */
export const SAFETY_GROUPS = ['leave', 'lock', 'keep', 'know'] as const;
export type SafetyGroup = (typeof SAFETY_GROUPS)[number];

/** One line of the Safety screen, leading to a screen of the room. `title` and `text` are keys of its words. */
export interface SafetyEntry {
	group: SafetyGroup;
	/** Within its group. */
	order: number;
	screen: string;
	title: string;
	text?: string;
	icon: LucideIcon;
}

/** Something a room keeps for her, as she would call it: what she can have deleted in one piece. */
export interface Kept {
	/** Key of its name. */
	label: string;
	/** Vault collections it lies in; the first is the one that is counted. */
	collections: readonly [string, ...string[]];
	/** Called once it is deleted, for what must end outside the vault too. */
	deleted?: () => Promise<void>;
}

export interface Room {
	id: string;
	screens: Readonly<Record<string, Loader<ScreenComponent>>>;
	/** Screens fetched as soon as the app is open: what somebody may need at once does not wait for a network then. */
	early?: readonly string[];
	/**
	 * One of the places at the bottom; its label is `<id>:place`. `apart`: not in that row, because a button of its own leads
	 * there from everywhere.
	 */
	place?: { order: number; icon: LucideIcon; screen: string; apart?: true };
	/** What it may show on Today. The card shows nothing when it has nothing to say. */
	today?: { order: number; card: Loader<Component<Record<string, never>>> };
	/** What she decides in this room about her safety. */
	safety?: readonly SafetyEntry[];
	/** What it may show at the end of the Safety screen, when a line that leads elsewhere is not enough. */
	safetyCard?: Loader<Component<Record<string, never>>>;
	/** Every collection the room writes, so that nothing is forgotten when she deletes. */
	keeps?: readonly Kept[];
}

export const [useRooms, provideRooms] = createContext<readonly Room[]>();

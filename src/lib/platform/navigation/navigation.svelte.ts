/**
 * Which screen is shown. It is state in memory and nothing else: addresses, fragments, titles and history entries all
 * end up on the phone's disk, where somebody else may read what was looked at. A reload lands on the lock.
 */
import { createContext } from 'svelte';
import type { Room, ScreenParams } from './room';

export interface ScreenRef {
	room: string;
	screen: string;
	params?: ScreenParams;
}

export interface Place {
	/** The room's id. */
	id: string;
	order: number;
	screen: string;
}

/** Places of these rooms, in their order. */
export function placesOf(rooms: readonly Room[]): Place[] {
	return rooms
		.flatMap(({ id, place }) => (place ? [{ id, order: place.order, screen: place.screen }] : []))
		.sort((a, b) => a.order - b.order);
}

export class Navigation {
	readonly #places: readonly Place[];
	#stack: ScreenRef[] = $state.raw([]);

	/** Starts at the first place. */
	constructor(places: readonly Place[]) {
		this.#places = places;
		this.#stack = [this.#first()];
	}

	get current(): ScreenRef {
		return this.#stack.at(-1) ?? this.#first();
	}
	/** 1 at a place itself, one more for each screen opened from there. */
	get depth(): number {
		return this.#stack.length;
	}
	/** The place one is in: the room whose place was gone to last. */
	get place(): string {
		return this.#stack[0]?.room ?? '';
	}
	/** The phone's own Back has somewhere to go: up a screen, or from a place to the first one. */
	get canGoBack(): boolean {
		return this.depth > 1 || this.place !== this.#first().room;
	}

	open(ref: ScreenRef): void {
		this.#stack = [...this.#stack, ref];
	}
	/** Up one screen; from a place, to the first place. */
	back(): void {
		this.#stack = this.depth > 1 ? this.#stack.slice(0, -1) : [this.#first()];
	}
	replace(ref: ScreenRef): void {
		this.#stack = [...this.#stack.slice(0, -1), ref];
	}
	/** Go to a place, forgetting what was open. */
	home(place: string): void {
		const found = this.#places.find(({ id }) => id === place);
		if (!found) throw new Error(`Not a place: ${place}`);
		this.#stack = [{ room: found.id, screen: found.screen }];
	}

	#first(): ScreenRef {
		const first = this.#places[0];
		if (!first) throw new Error('There is no place to start at');
		return { room: first.id, screen: first.screen };
	}
}

export const [useNavigation, provideNavigation] = createContext<Navigation>();

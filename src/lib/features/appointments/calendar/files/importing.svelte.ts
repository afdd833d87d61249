/** A calendar file until it is hers: read beside the page, looked at by her, and kept in one write. */
import { CalendarApart } from '$platform/calendar/apart';
import type { CalendarFile } from '$platform/calendar';
import type { Collection } from '$platform/session';
import type { Entry } from '../kept';
import { choiceOf, MOST, recordsFor, type Found, type Offer } from './choice';

export type ImportStep = 'file' | 'reading' | 'found' | 'keeping' | 'done';
/** Which of those found she takes. */
export type Take = 'coming' | 'all' | 'some';
export type ImportError =
	'NoFile' | 'NotCalendar' | 'TooLarge' | 'Empty' | 'Unreadable' | 'NotLoaded' | 'StorageFull' | 'NotKept';

export class Importing {
	#step = $state<ImportStep>('file');
	#error = $state<ImportError | null>(null);
	#found = $state.raw<Found | null>(null);
	#kept = $state(0);
	#left = $state(0);
	#file = $state.raw<CalendarFile | null>(null);
	file = $state.raw<File | null>(null);
	take = $state<Take>('coming');
	reminders = $state(false);
	/** Those ticked one by one, by their place among the offers. */
	#ticked = $state<boolean[]>([]);
	readonly #entries: Collection<Entry>;
	readonly #apart = new CalendarApart();

	constructor(entries: Collection<Entry>) {
		this.#entries = entries;
	}

	get step() {
		return this.#step;
	}
	get error() {
		return this.#error;
	}
	get found() {
		return this.#found;
	}
	/** How many are in her calendar now that were not before, or not as new. */
	get kept() {
		return this.#kept;
	}
	/** How many her calendar cannot hold. */
	get left() {
		return this.#left;
	}
	get coming(): readonly Offer[] {
		return (this.#found?.offers ?? []).filter(({ coming }) => coming);
	}
	/** What she takes as it is ticked now. */
	get chosen(): readonly Offer[] {
		const all = this.#found?.offers ?? [];
		const wanted =
			this.take === 'all'
				? all
				: this.take === 'coming'
					? this.coming
					: all.filter((_, at) => this.isTicked(at));
		return wanted.slice(0, MOST);
	}
	/** More are meant than are taken at once; the rest can be taken the next time. */
	get tooMany(): boolean {
		const meant = this.take === 'all' ? (this.#found?.offers.length ?? 0) : this.coming.length;
		return this.take !== 'some' && meant > MOST;
	}
	get hasReminders(): boolean {
		return this.chosen.some(({ event }) => event.reminders.length > 0);
	}

	isTicked(at: number): boolean {
		return this.#ticked[at] ?? false;
	}
	tick(at: number, yes: boolean): void {
		this.#ticked[at] = yes;
	}

	async read(): Promise<void> {
		if (!this.file) {
			this.#error = 'NoFile';
			return;
		}
		this.#error = null;
		this.#step = 'reading';
		const [read] = await Promise.all([this.#apart.read(this.file), this.#entries.load()]);
		if (this.step !== 'reading') return;
		if (!read.ok) {
			this.#fail(read.error.type);
			return;
		}
		const { events, problems } = read.value;
		const whole = problems.find(({ type }) => type === 'NotCalendar' || type === 'TooLarge');
		if (whole) this.#fail(whole.type === 'TooLarge' ? 'TooLarge' : 'NotCalendar');
		else if (events.length === 0 && problems.length === 0) this.#fail('Empty');
		else {
			this.#file = read.value;
			this.#look();
			this.take = this.coming.length > 0 || this.#found?.offers.length === 0 ? 'coming' : 'all';
			this.#step = 'found';
		}
	}

	async keep(): Promise<void> {
		this.#error = null;
		this.#step = 'keeping';
		const taking = { untitled: this.untitled, reminders: this.reminders };
		const { records, left } = recordsFor(this.chosen, this.#entries.items, taking);
		const saved = await this.#entries.putAll(records);
		if (saved.ok) {
			this.#kept = records.length;
			this.#left = left;
			this.#look();
			this.#step = 'done';
			return;
		}
		this.#error = saved.error.type === 'StorageFull' ? 'StorageFull' : 'NotKept';
		this.#step = 'found';
	}

	/** In her language; the screen gives it. */
	untitled = '-';

	/** @returns false when there is nothing before this step */
	back(): boolean {
		if (this.#step === 'file' || this.#step === 'done') return false;
		this.#apart.end();
		this.#error = null;
		this.#step = 'file';
		return true;
	}

	/** Another file, or the rest of this one. */
	again(): void {
		this.file = null;
		this.#file = null;
		this.#found = null;
		this.#step = 'file';
	}

	end(): void {
		this.#apart.end();
	}

	#look(): void {
		if (!this.#file) return;
		const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
		this.#found = choiceOf(this.#file, this.#entries.items, Date.now(), timeZone);
		this.#ticked = this.#found.offers.map(() => false);
	}

	#fail(error: ImportError): void {
		this.#error = error;
		this.#step = 'file';
	}
}

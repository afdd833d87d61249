/**
 * Searches a directory beside the page: the exit answers all the time, however large it is. Its policy header lets it load
 * our own script and nothing else; it asks nobody, keeps nothing, and ends with the page.
 */
import { expose } from 'comlink';
import type { Service } from '$protocol/directory';
import { Desk, type Answer, type Asked, type Facts } from './desk';
import type { OpenedRegion } from './keeping';
import { wordsIn } from './words';

export interface DirectoryWorker {
	/** `null` when the files are no directory. */
	open(files: OpenedRegion, zone: string | undefined): Promise<Facts | null>;
	search(asked: Asked, language: string): Promise<Answer>;
	service(number: number): Promise<Service | null>;
}

let desk: Desk | null = null;
const worker: DirectoryWorker = {
	async open({ index, texts, words }, zone) {
		const said = wordsIn(words);
		desk = said && (await Desk.open(index, texts, said, zone));
		return desk?.facts() ?? null;
	},
	search: async (asked, language) =>
		desk === null ? { rows: [], many: 0, all: true } : desk.search(asked, language),
	service: async (number) => (desk === null ? null : desk.service(number)),
};
expose(worker);

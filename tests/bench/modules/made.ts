/**
 * The modules of the bench, signed, as from a mentor: one with a single line, one at every limit at once (64 KiB, 200 blocks,
 * 60 pages), and one as large whose pages hold ten different blocks each, the first too.
 */
import { moduleBytes, newModuleId, newSigningIdentity, signModule } from '$platform/modules';
import type { SignedModule } from '$protocol/module';
import { MODULE_LIMITS, type Block, type Page } from '$protocol/module-blocks';
import { EVERY_BLOCK, textsFor, unsignedModule } from '../../support/modules';

const CROWDED = 10;
const SENTENCES = [
	'You can go at your own pace.',
	'Look around, and name what you see.',
	'Nothing here is counted.',
	'You can stop at any moment.',
];

const { pages: PAGES, blocks: BLOCKS } = MODULE_LIMITS;

/** Every kind of block in turn, as many as there may be. */
const allBlocks = (): Block[] => {
	const kinds = EVERY_BLOCK.flatMap(({ blocks }) => blocks);
	return Array.from({ length: BLOCKS }, (_, at) => ({
		...(kinds[at % kinds.length] as Block),
		id: `b${String(at + 1)}`,
	}));
};

const pagesOf = (count: number): Page[] => {
	const blocks = allBlocks();
	return Array.from({ length: count }, (_, page) => ({
		id: `p${String(page + 1)}`,
		blocks: blocks.slice(Math.floor((page * BLOCKS) / count), Math.floor(((page + 1) * BLOCKS) / count)),
	}));
};

/** Begins with its key, so that the bench can see that it is on the screen. */
const words = (key: string, length: number): string => {
	let text = key;
	for (let at = 0; text.length < length; at += 1) text += ` ${SENTENCES[at % SENTENCES.length] ?? ''}`;
	return text.slice(0, Math.max(key.length, length)).trim();
};

/** @param length of each text, cut to what its place may hold; characters */
const signed = (pages: Page[], length: number): SignedModule =>
	signModule(
		unsignedModule({ id: newModuleId(), pages, texts: textsFor(pages, (key) => words(key, length)) }),
		newSigningIdentity('A mentor'),
	);

export function emptyModule(): SignedModule {
	return signed([{ id: 'p1', blocks: [{ id: 'b1', type: 'text' }] }], 40);
}

export const fullModule = (): SignedModule => filled(pagesOf(PAGES));
export const crowdedModule = (): SignedModule => filled(pagesOf(BLOCKS / CROWDED));

/** As near to 64 KiB as whole texts come. */
function filled(pages: Page[]): SignedModule {
	let best = signed(pages, 1);
	let low = 1;
	let high = 1_200;
	while (low < high) {
		const length = Math.ceil((low + high) / 2);
		const module = signed(pages, length);
		if (moduleBytes(module).length <= MODULE_LIMITS.bytes) {
			best = module;
			low = length;
		} else high = length - 1;
	}
	return best;
}

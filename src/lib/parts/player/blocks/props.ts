import type { Texts } from '$protocol/module';
import type { Block, BlockOf, BlockType } from '$protocol/module-blocks';
import type { Answer, PlayerHost } from '../types';

/** What every block is given: itself, all words of its module, what she did in it before, and a way to keep what she does. */
export interface AnyBlockProps {
	block: Block;
	texts: Texts;
	/** Of the texts; the app's may be another. */
	language: string;
	answer: Answer | undefined;
	/** Keep it. May be called with every key that is typed: the player gathers them. */
	onanswer: (answer: Answer) => void;
	host: PlayerHost;
}

export interface BlockProps<T extends BlockType> extends AnyBlockProps {
	block: BlockOf<T>;
}

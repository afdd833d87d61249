/**
 * Which component shows which block. Those to read come in one file, since every file is a wait on a slow phone; each
 * exercise of the body and each sum is larger and comes on its own, when a module has it.
 */
import type { Component } from 'svelte';
import type { BlockType } from '$protocol/module-blocks';
import type { AnyBlockProps, BlockProps } from './props';

export type AnyBlock = Component<AnyBlockProps>;
type Loaders = { readonly [T in BlockType]: () => Promise<{ default: Component<BlockProps<T>> }> };

type Read = typeof import('./reading');
const read = async <C>(choose: (all: Read) => C): Promise<{ default: C }> => ({
	default: choose(await import('./reading')),
});

const LOADERS: Loaders = {
	text: () => read(({ Text }) => Text),
	note: () => read(({ Note }) => Note),
	list: () => read(({ List }) => List),
	steps: () => read(({ Steps }) => Steps),
	senses: () => import('./body/Senses.svelte'),
	breathe: () => import('./body/Breathe.svelte'),
	release: () => import('./body/Release.svelte'),
	timer: () => import('./body/Timer.svelte'),
	choose: () => read(({ Choose }) => Choose),
	sort: () => read(({ Sort }) => Sort),
	quiz: () => read(({ Quiz }) => Quiz),
	reflection: () => read(({ Reflection }) => Reflection),
	checklist: () => read(({ Checklist }) => Checklist),
	budget: () => import('./body/Budget.svelte'),
	wage: () => import('./body/Wage.svelte'),
	picture: () => read(({ Picture }) => Picture),
	helpline: () => read(({ Helpline }) => Helpline),
	ref: () => read(({ Ref }) => Ref),
};

/** Rejects when its file cannot be had. */
export async function loadBlock(type: BlockType): Promise<AnyBlock> {
	// The player gives a component the block of its own type and no other.
	return (await LOADERS[type]()).default as AnyBlock;
}

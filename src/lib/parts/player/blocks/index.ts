/** Which component shows which block. Each comes on its own: a module fetches what it shows and no more. */
import type { Component } from 'svelte';
import type { BlockType } from '$protocol/module-blocks';
import type { AnyBlockProps, BlockProps } from './props';

export type AnyBlock = Component<AnyBlockProps>;
type Loaders = { readonly [T in BlockType]: () => Promise<{ default: Component<BlockProps<T>> }> };

const LOADERS: Loaders = {
	text: () => import('./Text.svelte'),
	note: () => import('./Note.svelte'),
	list: () => import('./List.svelte'),
	steps: () => import('./Steps.svelte'),
	senses: () => import('./body/Senses.svelte'),
	breathe: () => import('./body/Breathe.svelte'),
	release: () => import('./body/Release.svelte'),
	timer: () => import('./body/Timer.svelte'),
	choose: () => import('./Choose.svelte'),
	sort: () => import('./Sort.svelte'),
	quiz: () => import('./Quiz.svelte'),
	reflection: () => import('./Reflection.svelte'),
	checklist: () => import('./Checklist.svelte'),
	budget: () => import('./body/Budget.svelte'),
	wage: () => import('./body/Wage.svelte'),
	picture: () => import('./Picture.svelte'),
	helpline: () => import('./Helpline.svelte'),
	ref: () => import('./Ref.svelte'),
};

/** Rejects when its file cannot be had. */
export async function loadBlock(type: BlockType): Promise<AnyBlock> {
	// The player gives a component the block of its own type and no other.
	return (await LOADERS[type]()).default as AnyBlock;
}

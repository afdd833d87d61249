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
	steps: () => import('./AsWords.svelte'),
	senses: () => import('./AsWords.svelte'),
	breathe: () => import('./AsWords.svelte'),
	release: () => import('./AsWords.svelte'),
	timer: () => import('./AsWords.svelte'),
	choose: () => import('./AsWords.svelte'),
	sort: () => import('./AsWords.svelte'),
	quiz: () => import('./AsWords.svelte'),
	reflection: () => import('./AsWords.svelte'),
	checklist: () => import('./AsWords.svelte'),
	budget: () => import('./AsWords.svelte'),
	wage: () => import('./AsWords.svelte'),
	picture: () => import('./AsWords.svelte'),
	helpline: () => import('./AsWords.svelte'),
	ref: () => import('./AsWords.svelte'),
};

/** Rejects when its file cannot be had. */
export async function loadBlock(type: BlockType): Promise<AnyBlock> {
	// The player gives a component the block of its own type and no other.
	return (await LOADERS[type]()).default as AnyBlock;
}

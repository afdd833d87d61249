/** The drawings that come with the app, by the names that modules know them under. */
import type { Component } from 'svelte';
import { BreathDrawing, CalendarDrawing, PhoneDrawing, TalkDrawing } from '$ui';

const DRAWINGS: ReadonlyMap<string, Component<Record<string, never>>> = new Map([
	['breath', BreathDrawing],
	['calendar', CalendarDrawing],
	['phone', PhoneDrawing],
	['talk', TalkDrawing],
]);

/** Names of all drawings, for whoever chooses one. */
export const DRAWING_NAMES: readonly string[] = [...DRAWINGS.keys()];

/** Undefined where there is none of that name: its words are shown then. */
export const drawingOf = (name: string | undefined): Component<Record<string, never>> | undefined =>
	DRAWINGS.get(name ?? '');

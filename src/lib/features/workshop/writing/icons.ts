/** One small picture for each kind of block. */
import type { LucideIcon } from '@lucide/svelte';
import AlignLeft from '@lucide/svelte/icons/align-left';
import ArrowUpDown from '@lucide/svelte/icons/arrow-up-down';
import BookOpen from '@lucide/svelte/icons/book-open';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import Clock from '@lucide/svelte/icons/clock';
import Coins from '@lucide/svelte/icons/coins';
import Eye from '@lucide/svelte/icons/eye';
import Footprints from '@lucide/svelte/icons/footprints';
import HandHeart from '@lucide/svelte/icons/hand-heart';
import Image from '@lucide/svelte/icons/image';
import Info from '@lucide/svelte/icons/info';
import List from '@lucide/svelte/icons/list';
import ListChecks from '@lucide/svelte/icons/list-checks';
import MessageCircleQuestionMark from '@lucide/svelte/icons/message-circle-question-mark';
import PenLine from '@lucide/svelte/icons/pen-line';
import Phone from '@lucide/svelte/icons/phone';
import Receipt from '@lucide/svelte/icons/receipt';
import Wind from '@lucide/svelte/icons/wind';
import type { BlockType } from '$protocol/module-blocks';

export const ICONS: Record<BlockType, LucideIcon> = {
	text: AlignLeft,
	note: Info,
	list: List,
	steps: Footprints,
	picture: Image,
	breathe: Wind,
	senses: Eye,
	release: HandHeart,
	timer: Clock,
	reflection: PenLine,
	checklist: ListChecks,
	choose: CircleDot,
	quiz: MessageCircleQuestionMark,
	sort: ArrowUpDown,
	budget: Coins,
	wage: Receipt,
	helpline: Phone,
	ref: BookOpen,
};

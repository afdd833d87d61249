/**
 * Words that are ready to be sent, for somebody who writes slowly or not at all. They go as a text in her language, like
 * any she writes herself. Each has a drawing, so that it is found again without being read.
 */
import type { LucideIcon } from '@lucide/svelte';
import Clock from '@lucide/svelte/icons/clock';
import House from '@lucide/svelte/icons/house';
import Phone from '@lucide/svelte/icons/phone';
import PhoneOff from '@lucide/svelte/icons/phone-off';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import ShoppingBasket from '@lucide/svelte/icons/shopping-basket';
import Stethoscope from '@lucide/svelte/icons/stethoscope';

/** `key` names its words: `letters:phrases.<key>`. */
export const PHRASES: readonly { key: string; icon: LucideIcon }[] = [
	{ key: 'safe', icon: ShieldCheck },
	{ key: 'call', icon: Phone },
	{ key: 'noCall', icon: PhoneOff },
	{ key: 'later', icon: Clock },
	{ key: 'place', icon: House },
	{ key: 'food', icon: ShoppingBasket },
	{ key: 'doctor', icon: Stethoscope },
];

/** A sign for each part of a plan; its name stands beside it always. */
import type { LucideIcon } from '@lucide/svelte';
import Briefcase from '@lucide/svelte/icons/briefcase';
import FileText from '@lucide/svelte/icons/file-text';
import GraduationCap from '@lucide/svelte/icons/graduation-cap';
import HeartPulse from '@lucide/svelte/icons/heart-pulse';
import House from '@lucide/svelte/icons/house';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import Sun from '@lucide/svelte/icons/sun';
import Users from '@lucide/svelte/icons/users';
import Wallet from '@lucide/svelte/icons/wallet';
import type { Domain } from '$protocol/plan';

export const ICONS: Readonly<Record<Domain, LucideIcon>> = {
	health: HeartPulse,
	feelings: Sun,
	safety: ShieldCheck,
	papers: FileText,
	money: Wallet,
	work: Briefcase,
	school: GraduationCap,
	home: House,
	people: Users,
};

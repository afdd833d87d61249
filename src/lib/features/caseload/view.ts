/** What the desk's second pane shows. Kept in memory only: after a reload the desk is locked anyway. */
export type View =
	| { at: 'list' }
	| { at: 'add' }
	| { at: 'colleagues' }
	/** Hand this person over, or bring somebody in. */
	| { at: 'handover'; id: string }
	| { at: 'person'; id: string }
	/** `appointment`: the one being changed; `null` for a new one. */
	| { at: 'form'; id: string; appointment: string | null; start?: Start };

/** Her wish for another time is answered: with what she proposed (UTC ISO), or with others to choose from. */
export type Start = { take: string } | 'others';

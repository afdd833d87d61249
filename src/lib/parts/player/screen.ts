/** What the screens of the player hand on to `Screen`. */
export interface ScreenFrame {
	back: { label: string; go: () => void };
	embedded: { focus: boolean } | undefined;
}

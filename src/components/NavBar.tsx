/** WeChat draws the bar with the title itself. `NavBar.h5.tsx` draws it in a browser. */

interface NavBarProps {
  readonly title: string
  readonly isTab: boolean
}

export function NavBar(_: NavBarProps) {
  return null
}

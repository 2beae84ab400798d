/** The console's page. */
import { Component, type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './console.css'
import { connect } from './live'
import { Shell } from './shell'

/** A page that fails says so, and the rest of the console still works after a reload. */
class Boundary extends Component<{ children: ReactNode }, { message?: string }> {
  override state: { message?: string } = {}

  static getDerivedStateFromError(error: unknown) {
    return { message: error instanceof Error ? error.message : String(error) }
  }

  override render() {
    const { message } = this.state
    if (message === undefined) return this.props.children
    return (
      <main className="content">
        <div className="note note-danger" role="alert">
          <p>{message}</p>
          <a className="button" href="/console">
            /console
          </a>
        </div>
      </main>
    )
  }
}

const root = document.getElementById('console')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Boundary>
        <Shell />
      </Boundary>
    </StrictMode>,
  )
}
connect()

import './console.css'

document.body.append('hello')

/** Compiles every template of a mini program with the compiler of glass-easel, WeChat's component framework. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { template } from 'glass-easel'
import { TmplGroup } from 'glass-easel-template-compiler'
import type { MiniProgramPackage } from './package'

/** Generated render functions by template path, as glass-easel takes them. */
export type TemplateGroups = Record<string, NonNullable<template.ComponentTemplate['content']>>

/** Compiling Taro's base.wxml takes about a second, so the code is kept while the files stay the same. */
const compiled = new Map<string, string>()

function compile(pkg: MiniProgramPackage, files: readonly string[]): string {
  const group = new TmplGroup()
  try {
    const complaints: string[] = []
    for (const file of files) {
      const source = pkg.read(file)
      if (file.endsWith('.wxs')) {
        // One script is asked for as `./utils` by templates and as `./utils.wxs` by other scripts.
        group.addScript(file.slice(0, -'.wxs'.length), source)
        group.addScript(file, source)
        continue
      }
      const found: unknown = group.addTmpl(file.slice(0, -'.wxml'.length), source)
      for (const problem of Array.isArray(found) ? found : [])
        complaints.push(`${file}: ${problemText(problem)}`)
    }
    // The compiler goes on after a mistake in its own way; WeChat's may go on in another.
    if (complaints.length > 0) throw new Error(`The templates have mistakes: ${complaints.join('; ')}`)
    return group.getTmplGenObjectGroups()
  } finally {
    group.free()
  }
}

function problemText(problem: unknown): string {
  return typeof problem === 'object' && problem !== null && 'message' in problem
    ? String(problem.message)
    : String(problem)
}

/** The render functions of all templates; throws when a template has a mistake. */
export function compileTemplates(pkg: MiniProgramPackage): TemplateGroups {
  const files = pkg.files.filter((file) => /\.wx(ml|s)$/.test(file))
  const key = [pkg.dir, ...files.map((file) => statSync(join(pkg.dir, file)).mtimeMs)].join()
  const code = compiled.get(key) ?? compile(pkg, files)
  compiled.set(key, code)
  // Templates may call wxs's getRegExp and getDate, which its own runtime provides.
  const build = new Function('getRegExp', 'getDate', `return ${code}`)
  return build(
    (pattern: string, flags?: string) => new RegExp(pattern, flags),
    (...parts: []) => new Date(...parts),
  )
}

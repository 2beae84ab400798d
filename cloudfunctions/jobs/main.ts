import { jobs } from '../../contract/jobs'
import { serve } from '../kit/serve'
import { runDue } from './actions/runDue'

export const main = serve(jobs, { 'jobs.runDue': runDue })

/**
 * Work in several steps that outlives whoever does it. {@link io.celesteos.search.workflow.WorkflowEndpoint} takes a
 * run in, {@link io.celesteos.search.workflow.WorkflowPipeline} checks and queues it, a worker of {@code jobs} has
 * {@link io.celesteos.search.workflow.WorkflowRunner} do one step after the other, and
 * {@link io.celesteos.search.workflow.RunStream} tells who listens. What each kind of run does is a {@link
 * io.celesteos.search.workflow.Workflow}.
 */
@NullMarked
package io.celesteos.search.workflow;

import org.jspecify.annotations.NullMarked;

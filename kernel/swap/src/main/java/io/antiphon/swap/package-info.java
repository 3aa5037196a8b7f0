/**
 * Hot swap: bundles are installed, replaced, rolled back and removed while signals flow.
 *
 * <p>{@link io.antiphon.swap.Swaps} takes what is asked for by REST, shell or console, {@link io.antiphon.swap.DeployFolder} what is
 * dropped into {@code deploy/}; each change is one {@link io.antiphon.swap.Swap}. What is committed is in the
 * {@link io.antiphon.swap.Store}, and {@link io.antiphon.swap.Reconciliation} makes the framework agree with it at each start.
 * {@link io.antiphon.swap.Beginning} says when all of a start is done.
 */
@NullMarked
package io.antiphon.swap;

import org.jspecify.annotations.NullMarked;

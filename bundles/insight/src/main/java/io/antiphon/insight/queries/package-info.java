/** Listening queries: thousands of Boolean queries that each signal is matched against. */
@org.jspecify.annotations.NullMarked
package io.antiphon.insight.queries;

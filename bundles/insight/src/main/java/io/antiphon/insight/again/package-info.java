/** An enricher that has become another is asked about recorded signals again: to compare, or to let what it finds now count. */
@org.jspecify.annotations.NullMarked
package io.antiphon.insight.again;

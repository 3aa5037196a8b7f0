/** What in a text is personal: found with its place, and masked. */
@org.jspecify.annotations.NullMarked
package io.antiphon.insight.pii;

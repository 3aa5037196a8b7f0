/**
 * Linear models over hashed features: trained from labelled texts, kept in one checked file each, and asked in microseconds.
 * Knows nothing of what a model is for.
 */
@NullMarked
package io.antiphon.insight.models;

import org.jspecify.annotations.NullMarked;

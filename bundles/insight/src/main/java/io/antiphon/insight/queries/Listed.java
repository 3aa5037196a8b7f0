package io.antiphon.insight.queries;

/**
 * A query of a set.
 *
 * @param name unique within its set
 * @param topic the tag that a match of it feeds; empty if none
 * @param text as it was written
 * @param line of the set's file, from 1, on which the text begins
 */
record Listed(String name, String topic, String text, int line) {}

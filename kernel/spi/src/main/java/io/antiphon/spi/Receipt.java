package io.antiphon.spi;

/**
 * What became of an entry that was offered.
 *
 * @param position where it stands, durably
 * @param repeated whether it stood there already
 */
public record Receipt(Position position, boolean repeated) {}

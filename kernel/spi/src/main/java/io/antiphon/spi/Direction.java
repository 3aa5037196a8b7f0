package io.antiphon.spi;

/** Which way a signal went. */
public enum Direction {
    /** From the customer to us. */
    INBOUND,
    /** From us to the customer, as another system recorded it. */
    OUTBOUND
}

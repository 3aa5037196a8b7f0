package io.antiphon.insight.pii;

/**
 * Something personal in a text.
 *
 * @param kind {@code email, phone, iban, card, national-id, ip, credentials, name}
 * @param detail which one of its kind: the issuer of a card, the country of an id; empty if nothing more is known
 * @param from its first UTF-16 unit
 * @param to the unit after its last
 * @param confidence from 0 to 1
 */
public record Found(String kind, String detail, int from, int to, double confidence) {

    static final String EMAIL = "email";
    static final String PHONE = "phone";
    static final String IBAN = "iban";
    static final String CARD = "card";
    static final String NATIONAL_ID = "national-id";
    static final String IP = "ip";
    static final String CREDENTIALS = "credentials";
    static final String NAME = "name";
}

package io.antiphon.bench;

/** What clients post: the JSON of signals, in some variants that take turns. ASCII. */
public interface Body {

    /** Messages of 1 KB. */
    Body MESSAGES = new Messages();

    /** How many variants there are. */
    int variants();

    /**
     * One signal.
     *
     * @param id its external id
     * @param customer the number of who gave it
     */
    String signal(int variant, String id, String customer);

    /** A complaint with praise, always the same. */
    final class Messages implements Body {
        private static final int PAYLOAD = 1024;
        private static final String SENTENCE =
                "The parcel came late and the box was open, but the driver was kind and called ahead. ";

        @Override
        public int variants() {
            return 1;
        }

        @Override
        public String signal(int variant, String id, String customer) {
            String open = "{\"externalId\":\"" + id
                    + "\",\"kind\":\"message\",\"channel\":\"chat\",\"unit\":\"acme/emea/care\","
                    + "\"occurredAt\":\"2026-11-20T10:15:30Z\",\"identities\":[{\"scheme\":\"email\",\"value\":\"customer"
                    + customer
                    + "@example.org\"}],\"attributes\":{\"order\":\"A-4711\",\"country\":\"DE\"},\"text\":\"";
            return open + SENTENCE.repeat(20).substring(0, PAYLOAD - open.length() - 2) + "\"}";
        }
    }
}

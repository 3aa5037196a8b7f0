package io.antiphon.connector.demo;

import io.antiphon.spi.Identity;
import java.util.List;
import java.util.Random;

/**
 * Somebody who buys at the retailer's, always the same for a seed and a number.
 *
 * @param phase at which beat of a story the world meets them, so that not all do the same at the same time
 */
record Customer(int number, Texts texts, String first, String last, int phase) {

    private static final int PHONE = 1_000_000;

    static Customer of(long seed, int number) {
        Random random = new Random(seed * 31 + number);
        random.nextInt();
        Texts texts = Texts.ALL.get(random.nextInt(Texts.ALL.size()));
        return new Customer(
                number, texts, texts.word("first", random), texts.word("last", random), random.nextInt(Story.BEATS));
    }

    String name() {
        return texts.language().equals("zh") ? last + first : first + " " + last;
    }

    String unit() {
        return "nordlicht/" + (texts.language().equals("zh") ? "asia" : "europe") + "/" + texts.language();
    }

    /** The names this customer goes by on a channel; a second one now and then tells that two are one. */
    List<Identity> identities(String channel, boolean second) {
        Identity email = new Identity("email", "customer" + number + "@" + texts.language() + ".example.org");
        Identity loyalty = new Identity("loyalty", "NL-C" + (100_000 + number));
        Identity phone = new Identity("phone", "+4930" + (PHONE + number));
        Identity handle = new Identity("chat", texts.language() + "_shopper_" + number);
        return switch (channel) {
            case "shop", "email" -> second ? List.of(email, loyalty) : List.of(email);
            case "phone" -> second ? List.of(phone, loyalty) : List.of(phone);
            case "webchat", "social" -> second ? List.of(handle, email) : List.of(handle);
            default -> List.of(loyalty);
        };
    }
}

package io.antiphon.routes;

import io.antiphon.spi.Problem;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Settings offered to a connection that runs. It goes on with those it has until the connector has found no error in the new
 * ones; if it finds any, it goes on with those it has until it is offered others.
 */
final class Offers {

    private static final String GOES_ON = "The settings before go on until the file is mended.";

    /** One offer. */
    private record Offer(Terms terms, @Nullable Plug plug, List<Problem> refusal) {}

    private final String id;
    private final Errands errands;
    private final BiConsumer<Terms, @Nullable Plug> adopt;
    private volatile Terms stated;
    private volatile @Nullable Offer standing;

    /**
     * Offers to a connection.
     *
     * @param stated what it is configured with at first
     * @param adopt takes in the mailbox what was found good
     */
    Offers(String id, Terms stated, Errands errands, BiConsumer<Terms, @Nullable Plug> adopt) {
        this.id = id;
        this.stated = stated;
        this.errands = errands;
        this.adopt = adopt;
    }

    /** What the connection's file says, whether or not it was taken. */
    Terms stated() {
        return stated;
    }

    /** Whether what its file says is not, or not yet, taken. */
    boolean open() {
        return standing != null;
    }

    /** Why what its file says was not taken; empty if it was. */
    List<Problem> refusal() {
        Offer offer = standing;
        return offer == null ? List.of() : offer.refusal();
    }

    /** Takes settings as they are, whatever was offered before; returns what the mailbox is to do. */
    synchronized Runnable settle(Terms terms, @Nullable Plug plug) {
        stated = terms;
        standing = null;
        return () -> adopt.accept(terms, plug);
    }

    /** Offers settings; what is wrong with those before is shown until it is known of these. Returns what the mailbox is to do. */
    synchronized Runnable offer(Terms terms, @Nullable Plug plug, Runnable then) {
        Offer offer = new Offer(terms, plug, refusal());
        stated = terms;
        standing = offer;
        return () -> consider(offer, then);
    }

    private void consider(Offer offer, Runnable then) {
        Plug plug = offer.plug();
        Obstacle obstacle = Obstacle.of(id, offer.terms(), plug);
        if (obstacle != null) {
            decide(offer, obstacle.problems());
        } else if (plug != null) {
            errands.tryOut(plug, offer.terms(), (problems, failure) -> {
                decide(
                        offer,
                        problems == null
                                ? List.of(Problem.error("connection " + id, Failures.reason(failure), ""))
                                : problems);
                then.run();
            });
        }
    }

    private synchronized void decide(Offer offer, List<Problem> found) {
        if (standing != offer) {
            return;
        }
        Plug plug = offer.plug();
        if (Trial.severe(found)) {
            Secrets secrets = new Secrets(offer.terms().values(), plug == null ? null : plug.spec);
            List<Problem> refusal =
                    secrets.hide(found).stream().map(this::formerGoesOn).toList();
            standing = new Offer(offer.terms(), plug, refusal);
        } else {
            standing = null;
            adopt.accept(offer.terms(), plug);
        }
    }

    private Problem formerGoesOn(Problem problem) {
        String remedy = problem.remedy().isEmpty() ? GOES_ON : problem.remedy() + " " + GOES_ON;
        return Problem.error("etc/" + EtcFolder.name(id) + ", " + problem.where(), problem.what(), remedy);
    }
}

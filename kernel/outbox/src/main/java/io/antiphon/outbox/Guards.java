package io.antiphon.outbox;

import io.antiphon.spi.Action;
import io.antiphon.spi.Guard;
import io.antiphon.spi.Guard.Verdict;
import io.antiphon.spi.Plugins;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Profile;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The guards there are. Whatever is not an answer in time is no. Thread-safe. */
final class Guards implements Plugins, AutoCloseable {

    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final int MOST_CALLS = 256;
    private static final String KIND = "guard";

    /** What all guards together say of an action. @param by who says so; empty for nobody */
    record Judgement(Verdict verdict, String by) {}

    private final Limits limits;
    private final Clock clock;
    private final Roll roll;
    private final Runnable changed;
    private final List<Post> all = new CopyOnWriteArrayList<>();
    private final ThreadPoolExecutor threads;

    /** @param changed is called when guards came or were released */
    Guards(Limits limits, Clock clock, Roll roll, Runnable changed) {
        this.limits = limits;
        this.clock = clock;
        this.roll = roll;
        this.changed = changed;
        this.threads = new ThreadPoolExecutor(0, MOST_CALLS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "antiphon-outbox-guard");
            thread.setDaemon(true);
            return thread;
        });
    }

    void add(Guard guard, String name, String version, String bundle) {
        all.add(new Post(guard, name, version, bundle, clock.instant()));
        roll.comes(name, bundle);
        changed.run();
    }

    /** What it held is judged again at once only if there is another of its name: else it may be on its way back. */
    void remove(Guard guard) {
        for (Post post : all) {
            if (post.guard() == guard && all.remove(post)) {
                if (isThere(post.name())) {
                    changed.run();
                } else {
                    roll.goes(post.name(), clock.instant());
                }
            }
        }
    }

    private boolean isThere(String name) {
        return all.stream().anyMatch(post -> post.name().equals(name));
    }

    /**
     * Those to be asked, in their order: the required ones first, as they are listed. Several with one name are all asked, for
     * the one of an edition that is still to prove itself must not speak for the one that serves.
     */
    private List<Post> inOrder() {
        List<Post> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingInt((Post post) -> {
                    int place = limits.guards().indexOf(post.name());
                    return place < 0 ? Integer.MAX_VALUE : place;
                })
                .thenComparing(Post::name));
        return sorted;
    }

    private boolean isRequired(String name) {
        return limits.guards().contains(name);
    }

    /** The guards that are required, or were there, and are not here. */
    List<String> missing() {
        Set<String> missing = new LinkedHashSet<>(limits.guards());
        missing.addAll(roll.gone().keySet());
        missing.removeIf(this::isThere);
        return List.copyOf(missing);
    }

    /** What they say of an action; the first who does not let it pass decides. */
    Judgement judge(Action action, Profile profile) throws InterruptedException {
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            return hold(missing.get(0), areNotThere(missing) + ", and nothing leaves without");
        }
        Round round = new Round(inOrder(), action, profile);
        Future<Judgement> answer;
        try {
            answer = threads.submit(round::judge);
        } catch (RejectedExecutionException e) {
            return hold("", "too many guards have not come back from being asked");
        }
        try {
            Judgement judgement = answer.get(limits.judging().toMillis(), TimeUnit.MILLISECONDS);
            boolean gone =
                    judgement.verdict() instanceof Verdict.Allow && !missing().isEmpty();
            return gone ? hold("", "a guard went away while it was being judged") : judgement;
        } catch (TimeoutException e) {
            answer.cancel(true);
            return round.overran();
        } catch (ExecutionException e) {
            return hold("", "the guards could not be asked: " + e.getCause());
        }
    }

    private static String areNotThere(List<String> missing) {
        return missing.size() == 1
                ? "the guard '" + missing.get(0) + "' is not there"
                : "the guards " + String.join(", ", missing) + " are not there";
    }

    /** Why all is held; empty if it is not. */
    String hindrance() {
        List<String> missing = missing();
        return missing.isEmpty()
                ? all.stream()
                        .filter(post -> post.quarantine() != null)
                        .findFirst()
                        .map(post -> "the guard '" + post.name() + "' is quarantined")
                        .orElse("")
                : areNotThere(missing);
    }

    private Judgement hold(String by, String reason) {
        return new Judgement(new Verdict.Hold(clock.instant().plus(AGAIN), reason), by);
    }

    /** One asking of all guards. */
    private final class Round {
        private final List<Post> posts;
        private final Action action;
        private final Profile profile;
        private volatile Post asked;

        Round(List<Post> posts, Action action, Profile profile) {
            this.posts = posts;
            this.action = action;
            this.profile = profile;
            this.asked = posts.isEmpty() ? Post.NOBODY : posts.get(0);
        }

        Judgement judge() {
            for (Post post : posts) {
                asked = post;
                if (post.quarantine() != null) {
                    return hold(post.name(), "it is quarantined, and nothing leaves without it");
                }
                Verdict verdict = ask(post);
                if (!(verdict instanceof Verdict.Allow)) {
                    return new Judgement(verdict, post.name());
                }
            }
            return new Judgement(Verdict.ALLOW, "");
        }

        @SuppressWarnings("ConstantValue") // a plugin may give null all the same
        private Verdict ask(Post post) {
            long began = System.nanoTime();
            try {
                Verdict verdict = post.guard().judge(action, profile);
                post.count(System.nanoTime() - began, verdict == null);
                return verdict == null ? hold(post.name(), "it gave no verdict").verdict() : verdict;
            } catch (Throwable thrown) {
                post.count(System.nanoTime() - began, true);
                return hold(post.name(), "it failed: " + thrown).verdict();
            }
        }

        Judgement overran() {
            Post hanging = asked;
            hanging.quarantine(
                    "did not answer within " + limits.judging().toMillis() + " ms, and nothing leaves without it",
                    clock.instant());
            return hold(hanging.name(), "it did not answer in time");
        }
    }

    @Override
    public List<Plugin> list() {
        List<Plugin> shown = new ArrayList<>();
        all.forEach(post -> shown.add(post.shown(KIND)));
        roll.gone().forEach((name, gone) -> {
            if (!isRequired(name)) {
                shown.add(new Plugin(
                        KIND, name, "", gone.bundle(), "missing", 0, 0, 0, "nothing leaves without it", gone.since()));
            }
        });
        return shown;
    }

    @Override
    public boolean release(String kind, String name) {
        boolean released = false;
        for (Post post : all) {
            released |= kind.equals(KIND) && post.name().equals(name) && post.release(clock.instant());
        }
        released |= kind.equals(KIND) && !isRequired(name) && roll.forget(name);
        if (released) {
            changed.run();
        }
        return released;
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (String name : missing()) {
            problems.add(Problem.error(
                    "guard " + name,
                    "It is not there, so nothing leaves.",
                    isRequired(name)
                            ? "Install its bundle, or take it out of 'guards' in etc/io.antiphon.outbox.cfg."
                            : "Install its bundle again, or release it if it is to be gone."));
        }
        for (Post post : all) {
            String reason = post.quarantine();
            if (reason != null) {
                problems.add(Problem.error(
                        "guard " + post.name(),
                        "It is quarantined: it " + reason + ".",
                        "Mend it and replace its bundle, or release it to try it again."));
            }
        }
        return problems;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

package io.celesteos.embedding.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Sends requests and holds each answer against what answers may be. */
public final class Fuzzer {

    private static final int SHOWN = 400;

    /** One in this many mutated bodies goes to any path at all, most often not the one it was made for. */
    private static final int MISDIRECTED = 8;

    private final RawHttp http;

    public Fuzzer(RawHttp http) {
        this.http = http;
    }

    public void sound(Target target) throws IOException {
        RawHttp.Answer answer = http.exchange(RawHttp.json(target.path(), target.sound()));
        check("sound " + target, target, answer);
        if (target.known()) {
            assertThat(answer.status()).as(target + ": " + answer.body()).isEqualTo(200);
        }
    }

    public void hostileBodies(Target target) throws IOException {
        send(target, Hostile.bodies(target));
        if (target.known()) {
            send(target, Hostile.contents(target));
        }
    }

    public void hostileHeads(String path) throws IOException {
        send(new Target(path, "{}"), Hostile.heads(path));
    }

    /** Not wrong enough to be refused, nor right enough to be answered: either will do. */
    public void oddBodies(Target target) throws IOException {
        for (Map.Entry<String, byte[]> request : Hostile.odd(target).entrySet()) {
            check(target + " with " + request.getKey(), target, http.exchange(request.getValue()));
        }
    }

    private void send(Target target, Map<String, byte[]> requests) throws IOException {
        List<String> accepted = new ArrayList<>();
        for (Map.Entry<String, byte[]> request : requests.entrySet()) {
            RawHttp.Answer answer = http.exchangeAndEnd(request.getValue());
            if (answer.status() != 200) {
                check(target + " with " + shown(request.getKey()), target, answer);
            } else if (target.known()) {
                accepted.add(shown(request.getKey()));
            }
            // A path that takes no body does not care what is wrong with it.
        }
        assertThat(accepted).as("accepted by " + target).isEmpty();
    }

    /** @throws AssertionError unless it is refused as the contract says */
    public void refused(byte[] request) throws IOException {
        Sound.refusal(http.exchange(request));
    }

    /**
     * Bodies of all known targets in turn; the seed in a failure's message names one of them.
     *
     * @return how many were still answered with 200
     */
    public int mutations(List<Target> targets, long seed, int count) throws IOException {
        List<Target> known = targets.stream().filter(Target::known).toList();
        int answered = 0;
        for (int i = 0; i < count; i++) {
            Random random = new Random(seed + i);
            Target made = known.get(i % known.size());
            Target target = random.nextInt(MISDIRECTED) == 0 ? targets.get(random.nextInt(targets.size())) : made;
            byte[] body = new Mutations(seed + i).of(made.sound());
            String what = "seed " + (seed + i) + ", " + target + ": " + shown(new String(body, StandardCharsets.UTF_8));
            RawHttp.Answer answer =
                    http.exchange(RawHttp.request("POST", target.path(), "Content-Type: application/json\r\n", body));
            check(what, target, answer);
            answered += answer.status() == 200 ? 1 : 0;
        }
        return answered;
    }

    private static void check(String what, Target target, RawHttp.Answer answer) {
        try {
            if (answer.status() == 200) {
                Sound.success(target, answer);
            } else {
                Sound.refusal(answer);
            }
        } catch (AssertionError | RuntimeException unsound) {
            throw new AssertionError(
                    what + "\nwas answered with " + answer.status() + " " + answer.headers() + "\n"
                            + shown(answer.body()),
                    unsound);
        }
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + ")";
    }
}

package io.celesteos.stack.cli;

import io.celesteos.stack.gateway.Access;
import io.celesteos.stack.gateway.Gateway;
import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.Pauses;
import io.celesteos.stack.terminal.Terminal;
import java.util.function.UnaryOperator;

/**
 * What commands that ask the gateway work with.
 *
 * @param pauses puts others in place of a command's own pauses
 */
record Surroundings(StackLayout layout, Terminal terminal, UnaryOperator<Pauses> pauses) {

    Gateway gateway(Access access, Pauses own) {
        return new Gateway(access, pauses.apply(own));
    }
}

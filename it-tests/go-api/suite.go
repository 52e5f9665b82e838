// SPDX-License-Identifier: Apache-2.0

// Package suite names the API client whose own tests the script `run` starts.
package suite

import _ "github.com/hashicorp/consul/api"
